"""What a run says about itself: what it was asked, and what it could not be asked."""
