"""The rally of 8 February 2025, and two invented dates on which everything can be tried."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.events import Schedule, Words

FIRST_LANGUAGE = "fr"
CONTACT = "contact@example.org"


@dataclass(frozen=True, slots=True)
class Sample:
    """An event of the sample, in three languages."""

    slug: str
    schedule: Schedule
    capacity: int | None
    words: Mapping[str, Words]


PAST = {
    "fr": Words(
        title="Grand rassemblement du 8 février à Paris",
        place="Place Denfert-Rochereau, Paris",
        called_by="Des Iraniennes et des Iraniens qui vivent en France",
        summary="Un grand rassemblement contre les exécutions en Iran, le jour anniversaire de la "
        "révolution antimonarchique de 1979.",
        description="Ce rassemblement a été organisé à Paris par des Iraniennes et des Iraniens "
        "qui vivent en France. La date est celle de l’anniversaire de la révolution "
        "antimonarchique de 1979 en Iran.\n\nLe texte d’appel ne donne pas d’heure : cette page "
        "n’en donne donc pas non plus. Les faits viennent de ce texte ; la présentation est de "
        "Turnout, qui ne prend pas parti.",
    ),
    "en": Words(
        title="The rally of 8 February in Paris",
        place="Place Denfert-Rochereau, Paris",
        called_by="Iranians living in France",
        summary="A large demonstration against executions in Iran, on the anniversary of the "
        "anti-monarchist revolution of 1979.",
        description="This demonstration in Paris was organised by Iranians living in France. Its "
        "date is the anniversary of the anti-monarchist revolution of 1979 in Iran.\n\nThe call "
        "gives no hour, so this page gives none either. The facts come from that text; the "
        "wording is Turnout’s, which takes no side.",
    ),
    "fa": Words(
        title="گردهمایی بزرگ ۸ فوریه در پاریس",
        place="میدان دانفر-روشرو (Place Denfert-Rochereau)، پاریس",
        called_by="ایرانیان ساکن فرانسه",
        summary="گردهمایی بزرگ علیه اعدام در ایران، هم‌زمان با سالگرد انقلاب ضدسلطنتی ۱۳۵۷.",
        description="این گردهمایی را ایرانیان ساکن فرانسه در پاریس برگزار کردند. تاریخ آن با "
        "سالگرد انقلاب ضدسلطنتی ۱۳۵۷ هم‌زمان است.\n\nدر متن فراخوان ساعتی نیامده است؛ پس این صفحه "
        "هم ساعتی نمی‌گوید. داده‌ها از همان متن است و نگارش از تِرن‌اوت (Turnout)، که جانب هیچ‌کس "
        "را نمی‌گیرد.",
    ),
}

DENFERT = {
    "fr": Words(
        title="Exemple : rassemblement place Denfert-Rochereau",
        place="Place Denfert-Rochereau, Paris",
        called_by="Collectif d’exemple",
        summary="Un événement inventé, pour essayer Turnout : dites « Je viens », recevez votre "
        "pass, ajoutez la date à votre agenda.",
        description="Tout ce qui se trouve sur cette page est inventé : l’heure, le nombre de "
        "places et le collectif. Vous pouvez vous inscrire et tout essayer sans risque.\n\nQuand "
        "les 200 places sont prises, les personnes suivantes sont mises sur liste d’attente.",
        directions="Métro et RER Denfert-Rochereau. Accès de plain-pied par l’avenue du "
        "Général-Leclerc (exemple).",
        bring="De l’eau, des vêtements chauds et votre pass.",
    ),
    "en": Words(
        title="Sample: rally on Place Denfert-Rochereau",
        place="Place Denfert-Rochereau, Paris",
        called_by="A sample collective",
        summary="An invented event for trying Turnout: say “I’m coming”, get your pass, add the "
        "date to your calendar.",
        description="Everything on this page is invented: the hour, the number of places and the "
        "collective. You can RSVP and try everything without risk.\n\nWhen the 200 places are "
        "taken, the next people are put on a waiting list.",
        directions="Métro and RER Denfert-Rochereau. Step-free from avenue du Général-Leclerc "
        "(sample).",
        bring="Water, warm clothes and your pass.",
    ),
    "fa": Words(
        title="نمونه: گردهمایی در میدان دانفر-روشرو",
        place="میدان دانفر-روشرو (Place Denfert-Rochereau)، پاریس",
        called_by="گروه نمونه",
        summary="رویدادی ساختگی برای آزمودن تِرن‌اوت: بگویید «می‌آیم»، کارت ورود بگیرید و تاریخ را "
        "به تقویم خود بیفزایید.",
        description="همهٔ آنچه در این صفحه می‌بینید ساختگی است: ساعت، شمار جاها و نام گروه. "
        "می‌توانید بی‌دغدغه ثبت‌نام کنید و همه چیز را بیازمایید.\n\nپس از پر شدن ۲۰۰ جا، نفرات بعدی "
        "در فهرست انتظار می‌مانند.",
        directions="مترو و قطار RER ایستگاه Denfert-Rochereau. راه بدون پله از خیابان "
        "Général-Leclerc (نمونه).",
        bring="آب، لباس گرم و کارت ورود.",
    ),
}

MARCH = {
    "fr": Words(
        title="Exemple : marche, heure à préciser",
        place="Place de la Bastille, Paris",
        called_by="Collectif d’exemple",
        summary="Un événement inventé dont l’heure n’est pas encore fixée.",
        description="Cette marche est inventée. Son heure sera annoncée plus tard : l’entrée "
        "d’agenda couvre donc la journée entière.",
    ),
    "en": Words(
        title="Sample: march, hour to be announced",
        place="Place de la Bastille, Paris",
        called_by="A sample collective",
        summary="An invented event whose hour is not fixed yet.",
        description="This march is invented. Its hour will be announced later, so the calendar "
        "entry covers the whole day.",
    ),
    "fa": Words(
        title="نمونه: راهپیمایی، ساعت اعلام می‌شود",
        place="میدان باستیل (Place de la Bastille)، پاریس",
        called_by="گروه نمونه",
        summary="رویدادی ساختگی که ساعت آن هنوز معلوم نیست.",
        description="این راهپیمایی ساختگی است. ساعت آن بعداً اعلام می‌شود؛ از این رو در تقویم تمام "
        "روز را می‌گیرد.",
    ),
}
