"""The report for programs: JSON, CSV, SARIF, JUnit, workflow commands."""
