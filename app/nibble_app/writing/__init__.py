"""What writing keeps in files and settings, for the window and the command line. Free of Qt."""
