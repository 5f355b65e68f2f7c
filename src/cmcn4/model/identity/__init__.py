"""By what findings and figures are known again, from run to run."""
