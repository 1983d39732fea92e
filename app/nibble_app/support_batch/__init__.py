"""A table of customers' messages, answered row by row. Free of Qt: the window and the command line
use it."""
