"""The same form in Django: the page “Serious events and worries” with its twelve boxes, behind a sign-in, with CSRF and
a version. Written as Django’s own documentation would have it: a Form, its widgets, one template.
"""
