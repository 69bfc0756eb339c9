"""Who somebody is: registering, signing in by password or e-mailed code, sign-ins, the second factor.

Flask-Security-Too does the work. `setup` wires it to our tables, pages, mail and audit; the views here
are what it lacks: asking for a code, the list of sign-ins, registering an organisation.
"""
