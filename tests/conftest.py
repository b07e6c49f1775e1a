"""What every test shares: no time limit on a generated case, since two cores are shared by many."""

from hypothesis import settings

settings.register_profile("relance", deadline=None)
settings.load_profile("relance")
