"""Documents that are being translated. Free of Qt: the window and the command line use it."""
