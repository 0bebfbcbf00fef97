"""HTML as a mail program sees it: tokens, the tree of elements, simple CSS."""
