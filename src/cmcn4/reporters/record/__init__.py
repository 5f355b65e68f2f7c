"""The report as plain records: what JSON, CSV and the audit database are made of."""
