"""Submission forms: workbooks that ask an area for the figures its targets are judged by."""
