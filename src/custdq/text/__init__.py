"""Pure string functions: width and script folding, tokens, similarity, phonetics."""
