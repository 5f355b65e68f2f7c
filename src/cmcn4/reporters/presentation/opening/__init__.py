"""The first page: the answer in sentences, and every target that was judged on one line."""
