"""Charts, for the public site and the portal: what is to be drawn, and the program that draws it. Stands by itself."""
