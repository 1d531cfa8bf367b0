"""Say what the parts of an address may look like; anything else is not found."""

from werkzeug.routing import BaseConverter, ValidationError

from app.kernel.ids import read_secret
from app.platform import i18n


class LanguagePart(BaseConverter):
    """One of our languages."""

    regex = "|".join(i18n.CODES)
    part_isolating = True


class SlugPart(BaseConverter):
    """The readable name of an event, a series or a campaign."""

    regex = "[a-z0-9-]{1,80}"
    part_isolating = True


class SecretPart(BaseConverter):
    """A secret in Crockford base32, in whatever case it was typed."""

    regex = "[0-9A-Za-z]{26}"
    part_isolating = True

    def to_python(self, value: str) -> str:
        """Return the secret as it was handed out; other letters are not found."""
        secret = read_secret(value)
        if secret is None:
            raise ValidationError
        return secret


ALL: dict[str, type[BaseConverter]] = {
    "lang": LanguagePart,
    "slug": SlugPart,
    "secret": SecretPart,
}
