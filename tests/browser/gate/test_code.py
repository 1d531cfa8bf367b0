"""The phone reads and checks passes exactly as the server writes them."""

from tests import vectors
from tests.browser.gate.modules import Modules
from tests.vectors import codes

_JUDGE = """
const { parse, codeIn } = await import("/js/gate/code.js");
const { genuine } = await import("/js/gate/signature.js");
const { hex, unhex } = await import("/js/gate/bytes.js");
const bundle = {
  instance: unhex(given.instance),
  event: { id: unhex(given.event.id) },
  keys: [{ index: 0, public: unhex(given.public) }],
};
const judge = async (text) => {
  const pass = parse(codeIn(text));
  if (pass === null) return { says: null, genuine: false };
  const { keyIndex, hint, ticketId, people, ticketClass } = pass;
  const says = { keyIndex, hint: hex(hint), ticketId: hex(ticketId), people, ticketClass };
  return { says, genuine: await genuine(pass, bundle) };
};
"""


def test_every_code_says_on_the_phone_what_it_says_on_the_server(modules: Modules) -> None:
    kept = vectors.read("codes")

    told = modules.run(
        f"{_JUDGE} return Promise.all(given.codes.map((it) => judge(it.code)))", kept
    )

    wanted = [{"says": it["says"], "genuine": it["genuine"]} for it in kept["codes"]]
    assert told == wanted
    assert [it["genuine"] for it in told].count(True) == 4


def test_a_link_is_read_as_the_code_in_it(modules: Modules) -> None:
    link = f"https://rally.example/t#{codes.a_code()}"

    told = modules.run(
        f"{_JUDGE} return judge(given.link)", {**vectors.read("codes"), "link": link}
    )

    assert told["genuine"]
    assert told["says"]["people"] == 3


def test_one_flipped_bit_anywhere_is_refused(modules: Modules) -> None:
    flipped = [codes.flipped(codes.a_code(), bit) for bit in range(608)]
    given = {**vectors.read("codes"), "flipped": flipped}

    told = modules.run(f"{_JUDGE} return Promise.all(given.flipped.map(judge))", given)

    assert [it["genuine"] for it in told] == [False] * 608


def test_signatures_are_checked_without_the_browser_the_same(modules: Modules) -> None:
    kept = vectors.read("codes")
    script = """
    const { message, parse } = await import("/js/gate/code.js");
    const { checkWithoutBrowser } = await import("/js/gate/signature.js");
    const { unhex } = await import("/js/gate/bytes.js");
    const [key, instance, event] = [given.public, given.instance, given.event.id].map(unhex);
    return Promise.all(given.codes.map((it) => parse(it.code)).filter((pass) => pass !== null).map(
      (pass) => checkWithoutBrowser(key, pass.signature, message(instance, event, pass.signed))));
    """

    told = modules.run(script, kept)

    # One pass names another key of the event, of which the signature itself knows nothing.
    assert told == [it["genuine"] for it in kept["codes"] if it["says"] is not None]


def test_typed_codes_are_read_however_they_were_typed(modules: Modules) -> None:
    kept = vectors.read("codes")
    script = """
    const { parseShort } = await import("/js/gate/code.js");
    const { hex } = await import("/js/gate/bytes.js");
    return given.map(({ typed }) => parseShort(typed)).map((id) => id && hex(id));
    """

    told = modules.run(script, kept["typed"])

    assert told == [it["id"] for it in kept["typed"]]
    assert told[0] is not None
    assert None in told


def test_a_pass_has_the_same_short_hash_on_phone_and_server(modules: Modules) -> None:
    kept = vectors.read("codes")
    script = """
    const { hashingKey, shortHash } = await import("/js/gate/device.js");
    const { unhex } = await import("/js/gate/bytes.js");
    const key = await hashingKey(unhex(given.hash_key));
    return Promise.all(given.hashes.map(({ id }) => shortHash(key, unhex(id))));
    """

    told = modules.run(script, kept)

    assert told == [it["short"] for it in kept["hashes"]]
