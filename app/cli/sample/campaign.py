"""The campaign « Non aux exécutions » with its figures, each with date and source."""

from app.events import CampaignDraft, FigureDraft

_CALL = {
    "fr": "Texte d’appel des organisateurs",
    "en": "The organisers’ call",
    "fa": "متن فراخوان برگزارکنندگان",
}


def _figure(
    value: int, labels: dict[str, str], notes: dict[str, str], as_of: dict[str, str]
) -> FigureDraft:
    return FigureDraft(
        value,
        {code: (labels[code], notes.get(code, ""), as_of[code], _CALL[code]) for code in labels},
    )


_JULY_2020 = {"fr": "juillet 2020", "en": "July 2020", "fa": "ژوئیهٔ ۲۰۲۰"}
_2015 = {
    "fr": "rapport de septembre 2015",
    "en": "report of September 2015",
    "fa": "گزارش سپتامبر ۲۰۱۵",
}
_WRITTEN = {
    "fr": "à la date de l’appel",
    "en": "when the call was written",
    "fa": "هنگام نگارش فراخوان",
}

_FIGURES = (
    _figure(
        5370,
        {
            "fr": "prisonniers condamnés à mort ou à la peine de qisas",
            "en": "prisoners on death row or sentenced to qisas",
            "fa": "زندانی محکوم به اعدام یا قصاص",
        },
        {
            "fr": "Communiqué du 16 mai 2022.",
            "en": "Press release of 16 May 2022.",
            "fa": "بیانیهٔ ۱۶ مه ۲۰۲۲.",
        },
        {
            "fr": "révélé en mai et juin 2022",
            "en": "revealed in May and June 2022",
            "fa": "افشاشده در مه و ژوئن ۲۰۲۲",
        },
    ),
    _figure(
        267,
        {
            "fr": "prisons, centres de détention, camps et centres pour mineurs",
            "en": "prisons, detention centres, camps and juvenile centres",
            "fa": "زندان، بازداشتگاه، اردوگاه و کانون نوجوانان",
        },
        {},
        _JULY_2020,
    ),
    _figure(
        159,
        {
            "fr": "lieux de détention des Forces de sécurité de l’État",
            "en": "places of detention of the State Security Forces",
            "fa": "بازداشتگاه نیروی انتظامی",
        },
        {},
        _JULY_2020,
    ),
    _figure(
        147,
        {
            "fr": "lieux de détention du ministère du Renseignement",
            "en": "places of detention of the Ministry of Intelligence",
            "fa": "بازداشتگاه وزارت اطلاعات",
        },
        {
            "fr": "L’appel donne 579 pour le total de ces trois nombres ; leur somme est 573.",
            "en": "The call gives 579 as the total of these three numbers; they add up to 573.",
            "fa": "در فراخوان جمع این سه عدد ۵۷۹ آمده است؛ حاصل جمع آن‌ها ۵۷۳ است.",
        },
        _JULY_2020,
    ),
    _figure(
        600_000,
        {
            "fr": "entrées en prison par an, environ",
            "en": "admissions to prison a year, about",
            "fa": "ورودی سالانهٔ زندان‌ها، حدوداً",
        },
        {
            "fr": "Quelque 2,4 millions de membres de familles sont touchés.",
            "en": "Some 2.4 million family members are affected.",
            "fa": "حدود ۲٫۴ میلیون نفر از اعضای خانواده‌ها درگیرند.",
        },
        _2015,
    ),
    _figure(
        34,
        {
            "fr": "prisons où des détenus font la grève de la faim le mardi",
            "en": "prisons where inmates go on hunger strike on Tuesdays",
            "fa": "زندان که زندانیانش سه‌شنبه‌ها اعتصاب غذا می‌کنند",
        },
        {
            "fr": "« Mardis contre les exécutions » : commencé le 29 janvier 2024 à la prison de "
            "Qezel-Hessar ; 53e semaine.",
            "en": "“Tuesdays against executions”: begun on 29 January 2024 in the Qezel-Hessar "
            "prison; 53rd week.",
            "fa": "«سه‌شنبه‌های نه به اعدام»: آغاز در ۲۹ ژانویهٔ ۲۰۲۴ در زندان قزل‌حصار؛ "
            "هفتهٔ پنجاه و سوم.",
        },
        _WRITTEN,
    ),
)

_BODIES = {
    "fr": (
        "Plus de 3 000 parlementaires, maires et personnalités politiques, religieuses et "
        "culturelles de 78 pays ont signé une déclaration commune. Elle demande à la "
        "communauté internationale d’agir pour que cessent les exécutions en Iran.\n\n"
        "Cette page appartient aux organisateurs de la campagne ; chaque chiffre porte sa "
        "date et sa source."
    ),
    "en": (
        "More than 3,000 parliamentarians, mayors and political, religious and cultural "
        "figures from 78 countries have signed a joint declaration. It urges the "
        "international community to act to end executions in Iran.\n\nThis page belongs to "
        "the organisers of the campaign; each figure carries its date and source."
    ),
    "fa": (
        "بیش از ۳٬۰۰۰ نمایندهٔ پارلمان، شهردار و چهرهٔ سیاسی، دینی و فرهنگی از ۷۸ کشور بیانیه‌ای "
        "مشترک را امضا کرده‌اند. این بیانیه از جامعهٔ جهانی می‌خواهد برای پایان دادن به اعدام در "
        "ایران اقدام کند.\n\nاین صفحه از آنِ برگزارکنندگان کارزار است؛ هر رقم تاریخ و منبع "
        "خود را دارد."
    ),
}

DRAFT = CampaignDraft(
    slug="no-to-executions",
    first_language="fr",
    figures=_FIGURES,
    sample=True,
    texts={
        "fr": ("Non aux exécutions", "Un appel contre la peine de mort en Iran.", _BODIES["fr"]),
        "en": ("No to executions", "A call against the death penalty in Iran.", _BODIES["en"]),
        "fa": ("نه به اعدام", "فراخوانی علیه مجازات اعدام در ایران.", _BODIES["fa"]),
    },
)
