"""Films in the admin, and what other pages need that take them in their forms."""

from videos.admin.fields import FilmFields, keep_film
from videos.admin.films import player
from videos.admin.sending import TakesFilms

__all__ = ["FilmFields", "TakesFilms", "keep_film", "player"]
