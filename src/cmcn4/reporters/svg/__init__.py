"""Figures for a paper: one SVG a target."""
