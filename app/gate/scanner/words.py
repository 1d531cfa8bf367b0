"""Say what the scanner says, in the language in force; phones keep the words of all languages.

Sentences keep their named places: the phone fills them. A pair is a sentence about a number, for
one and for many.
"""

from collections.abc import Mapping

from app.platform.i18n import forms, gettext

Words = Mapping[str, str | tuple[str, str]]


def words() -> Words:
    """Return all words by the keys that templates and scripts use."""
    return {
        **_tabs(),
        **_enrolling(),
        **_scanning(),
        **_typing(),
        **_verdicts(),
        **_reasons(),
        **_counts(),
        **_status(),
        **_readiness(),
        **_leaving(),
        **_handing_over(),
        **_endings(),
    }


def _tabs() -> Words:
    return {
        "title": gettext("Turnout gate"),
        "scan": gettext("Scan"),
        "tally": gettext("Count by hand"),
        "more": gettext("More"),
        "language": gettext("Language"),
        "tabs": gettext("Main"),
    }


def _enrolling() -> Words:
    return {
        "enrol": gettext("Enrol this phone"),
        "enrol-lead": gettext(
            "This phone will count people at a meeting point. It gets nobody’s name, and nobody "
            "can read from it who came."
        ),
        "enrol-ask": gettext(
            "Ask an organiser for an enrolment link. Scan its code with this page, or paste the "
            "link here."
        ),
        "enrol-installed": gettext(
            "On an iPhone, first add this page to the home screen and enrol there: what is "
            "enrolled in Safari is not enrolled in the app."
        ),
        "enrol-scan": gettext("Scan the enrolment code"),
        "link": gettext("Enrolment link"),
        "link-use": gettext("Use this link"),
        "no-link": gettext("This is no enrolment link."),
        "enrol-spent": gettext(
            "This link has been used or is too old. Ask an organiser for a new one."
        ),
        "enrol-failed": gettext(
            "The server does not answer. Check the network and try again: the link is still good."
        ),
        "enrolled-already": gettext(
            "This phone is enrolled already. Enrolling it anew deletes what is on it."
        ),
        "enrol-anew": gettext("Delete and enrol anew"),
        "waiting": gettext("Compare the digits"),
        "waiting-lead": gettext(
            "An organiser sees the same four digits on the desk and confirms this phone. Then "
            "this page goes on by itself."
        ),
    }


def _scanning() -> Words:
    return {
        "start": gettext("Start scanning"),
        "start-hint": gettext("Hold the code 20 to 30 cm away from the camera."),
        "camera-denied": gettext(
            "The camera may not be used. Allow it for this page in the settings of the browser, "
            "then start again. Typing codes and counting by hand work without it."
        ),
        "camera-missing": gettext(
            "No camera was found. Typing codes and counting by hand work without it."
        ),
        "light": gettext("Light"),
        "zoom": gettext("Nearer"),
        "other-camera": gettext("Other camera"),
        "type": gettext("Type a code"),
        "photo": gettext("Take a photo"),
        "photo-none": gettext("There is no code on the photo. Go closer and try again."),
        "undo": gettext("Undo"),
        "nothing-to-undo": gettext("There is nothing to undo."),
        "walk-in": gettext("Count one without a pass"),
        "walk-in-counted": gettext("Counted: one person without a pass."),
    }


def _typing() -> Words:
    return {
        "typing": gettext("Type the code that stands under the QR code"),
        "typed": gettext("Code"),
        "check": gettext("Check"),
        "back": gettext("Back"),
        "mistyped": gettext("There is a slip in this code. Compare it with the pass."),
        "typed-party": gettext("This phone cannot see how large the group is."),
    }


def _verdicts() -> Words:
    return {
        "word-counted": gettext("Counted"),
        "word-party": gettext("How many are here?"),
        "word-already": gettext("Already counted"),
        "word-refused": gettext("Not valid"),
        "word-unsure": gettext("Cannot tell"),
        "word-failure": gettext("Not counted"),
        "word-walk-in": gettext("Without a pass"),
        "volunteer": gettext("Volunteer"),
        "already-where": gettext("%(gate)s, about %(time)s"),
        "already-advice": gettext("Nobody is counted twice. Let them pass."),
        "unsure-clock": gettext("Noted, but this phone does not know what time it is."),
        "unsure-typed": gettext("Noted. The server decides as soon as it hears of it."),
        "failure": gettext(
            "The phone could not store this, so nobody was counted. Free some space on it, or "
            "take another phone."
        ),
        "next": gettext("Next"),
        "fewer": gettext("One fewer"),
        "one-more": gettext("One more"),
        "resolved-counted": gettext("the server has counted it"),
        "resolved-already": gettext("the server had counted it before"),
        "resolved-refused": gettext("the server does not know this pass"),
    }


def _reasons() -> Words:
    return {
        "refused-no-pass": gettext("This is no pass."),
        "refused-forged": gettext("This pass is forged or damaged."),
        "refused-other-event": gettext("This pass is for another event."),
        "refused-cancelled": gettext("This pass was cancelled."),
        "refused-early": gettext("It is too early for this pass."),
        "refused-late": gettext("The event of this pass is over."),
        "refused-unknown": gettext("The server does not know this pass."),
        "refused-advice": gettext("Everybody may take part all the same."),
    }


def _counts() -> Words:
    return {
        "people": forms("One person", "%(num)s people"),
        "group": forms("A group of one", "A group of %(num)s"),
        "before": forms("One of them was counted before", "%(num)s of them were counted before"),
        "count": forms("Count one", "Count %(num)s"),
        "undone": forms("Undone: one person", "Undone: %(num)s people"),
        "unsent": forms("One count is not sent yet.", "%(num)s counts are not sent yet."),
    }


def _status() -> Words:
    return {
        "tally-sum": gettext("Counted by hand on this phone"),
        "last-scans": gettext("Last ten scans"),
        "taken-back": gettext("undone"),
        "no-scans": gettext("Nothing has been scanned yet."),
        "this-phone": gettext("This phone"),
        "all-sent": gettext("Everything is sent."),
        "heard": gettext("Last news from the server: %(time)s"),
        "trouble-failed": gettext(
            "There is no connection to the server. Go on: everything is kept here and sent later."
        ),
        "trouble-unknown": gettext(
            "The server does not know this phone. Ask an organiser to enrol it anew."
        ),
        "trouble-malformed": gettext(
            "The server cannot read what this phone sends. Tell an organiser."
        ),
    }


def _readiness() -> Words:
    return {
        "readiness": gettext("Without a network"),
        "ready-yes": gettext("This phone can do without a network from now on."),
        "ready-no": gettext("This phone cannot do without a network yet."),
        "ready-app": gettext("The scanner is kept on this phone."),
        "ready-app-not": gettext("The scanner is not kept on this phone yet: stay online."),
        "ready-app-never": gettext(
            "This browser cannot keep the scanner: leave this page open, then it counts without a "
            "network."
        ),
        "ready-plain": gettext(
            "This browser forbids the safe store, as in Lockdown Mode: counts and the phone’s key "
            "are kept in a simpler one. Send often."
        ),
        "ready-news": forms(
            "What it knows about passes is %(num)s minute old.",
            "What it knows about passes is %(num)s minutes old.",
        ),
        "ready-storage": gettext("The browser has promised to keep what is counted."),
        "ready-storage-not": gettext(
            "The browser may delete what is counted when space gets short: send often. Adding the "
            "page to the home screen helps."
        ),
        "ready-camera": gettext("The camera works."),
        "ready-camera-not": gettext("Start the camera once and allow it."),
    }


def _leaving() -> Words:
    return {
        "hand-in": gettext("Give this phone back"),
        "hand-in-wait": gettext(
            "Find a network and leave this page open: it goes on by itself. Do not switch the "
            "phone off before this says zero."
        ),
        "hand-in-handed": gettext(
            "Another phone has all of it, too, and will send it. If you give this phone back now, "
            "delete it first."
        ),
        "hand-in-done": gettext(
            "Nothing on this phone is needed any more. Delete it, then give the phone back."
        ),
        "hand-in-remove": gettext("Delete and give back"),
        "send-now": gettext("Send now"),
        "remove": gettext("Delete everything on this phone"),
        "remove-ask": gettext(
            "Delete everything? What is not sent yet is lost, and the phone no longer counts."
        ),
        "remove-yes": gettext("Delete"),
        "panic": gettext("Delete everything: hold for two seconds"),
        "panic-hint": gettext(
            "In a hurry: hold the bin at the top of any screen for two seconds. Nobody is asked."
        ),
        "panic-hold": gettext("Keep holding: everything on this phone will be deleted."),
    }


def _handing_over() -> Words:
    return {
        "phones-lead": gettext(
            "Two phones without a network can tell each other what they counted, by codes on "
            "the screen: then both know who is counted, and either can send it."
        ),
        "hand-over": gettext("Show it to another phone"),
        "giving-lead": gettext(
            "Hold the other phone before this code, 20 to 30 cm away, until it says that it has "
            "everything."
        ),
        "giving-code": gettext("Codes for the other phone, one after another"),
        "giving-none": gettext("There is nothing to hand over: everything is sent."),
        "giving-not-yet": gettext(
            "This phone first has to hear from the server once. Give it a network for a moment."
        ),
        "giving-done": gettext("It has everything"),
        "giving-many": forms("One code", "%(num)s codes, again and again"),
        "take-over": gettext("Take over from another phone"),
        "taking-lead": gettext(
            "On the other phone, open “More” and “Show it to another phone”. Hold this phone "
            "before its code."
        ),
        "taking-pieces": gettext("%(got)s of %(count)s codes read"),
        "taking-foreign": gettext(
            "Refused: this does not come from a phone of this event. Nothing was taken over."
        ),
        "taking-none": gettext("This phone has all of it already."),
        "taken": forms(
            "Done: one count is on this phone now, too. Tell the other phone.",
            "Done: %(num)s counts are on this phone now, too. Tell the other phone.",
        ),
    }


def _endings() -> Words:
    return {
        "gone": gettext("This phone no longer counts"),
        "gone-revoked": gettext(
            "An organiser removed this phone from the gate. Everything on it has been deleted."
        ),
        "gone-over": gettext("The event is over. Everything on this phone has been deleted."),
        "gone-wish": gettext("Everything on this phone has been deleted."),
        "gone-elsewhere": gettext("The scanner is open in another window."),
        "here": gettext("Use it here"),
        "insecure": gettext("The camera needs HTTPS"),
        "insecure-why": gettext(
            "This page came over plain http. Browsers give such pages neither the camera nor a "
            "safe place for a key, so this phone cannot be enrolled here."
        ),
        "insecure-how": gettext(
            "Open it by its https address. Whoever runs the server finds in docs/operations how "
            "to get one with ten lines for Caddy. On the machine of the server itself, "
            "http://localhost works, too."
        ),
        "forgetful": gettext("This browser keeps nothing"),
        "forgetful-why": gettext(
            "It lets pages store nothing, so what is counted would be lost. Allow it for this "
            "page, leave the private window, or take another phone."
        ),
        "no-script": gettext("The scanner needs JavaScript."),
    }
