"""Numbers and names of persons, bodies, places, items and cases: parse, check, mask.

Plain Python; needs nothing but ``tongban.ground.refusals``.
"""
