"""The reference implementation of SD-JWT, asked by lines of JSON on standard input and answering on standard output.

The first line is {"issuer": JWK, "holder": JWK}, both private. Then, as often as wanted:
{"verify": text, "audience": …, "nonce": …} is answered by {"claims": …} or {"refused": …}, and
{"make": claims, "header": …, "seed": …, "now": …, "audience": …, "nonce": …} by {"text": presentation}.
In the claims to make, a member whose name begins with "~" and an element {"~": value} are hidden.
"""

import json
import logging
import random
import sys
from types import SimpleNamespace

from cryptography.hazmat.primitives.asymmetric import ec
from jwcrypto import jwa
from jwcrypto.jwk import JWK
import sd_jwt.holder
from sd_jwt.common import SDJWTCommon, SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier


class RepeatableECDSA(ec.ECDSA):
    """Signs the same for the same message in every run (RFC 6979)."""

    def __init__(self, algorithm):
        super().__init__(algorithm, deterministic_signing=True)


# A run is to be repeated from its seed: salts come from `random`, and so does nothing else that matters.
SDJWTCommon.unsafe_randomness = True
jwa.ec = SimpleNamespace(**{**vars(ec), "ECDSA": RepeatableECDSA})
logging.disable(logging.CRITICAL)


def marked(value):
    """The claims with the library's mark on what is to be hidden."""
    if isinstance(value, dict):
        return {SDObj(name[1:]) if name.startswith("~") else name: marked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        hidden = [isinstance(inner, dict) and list(inner) == ["~"] for inner in value]
        return [SDObj(marked(inner["~"])) if hide else marked(inner) for hide, inner in zip(hidden, value)]
    return value


def chosen(value):
    """What the holder shows of the claims: most of them."""
    if isinstance(value, dict):
        # The verifier of the test asks for employee_id.
        return {
            name.lstrip("~"): chosen(inner) or True
            for name, inner in value.items()
            if name == "~employee_id" or random.random() < 0.7
        }
    if isinstance(value, list):
        bare = [inner["~"] if isinstance(inner, dict) and list(inner) == ["~"] else inner for inner in value]
        return [chosen(inner) if random.random() < 0.7 else None for inner in bare]
    return True


def make(question, issuer, holder):
    """A credential with hidden claims, and a presentation of it that its holder signed."""
    random.seed(question["seed"])
    credential = SDJWTIssuer(
        marked(question["make"]),
        issuer,
        holder,
        add_decoy_claims=random.random() < 0.3,
        extra_header_parameters=question["header"],
    )
    wallet = SDJWTHolder(credential.sd_jwt_issuance)
    sd_jwt.holder.time = lambda: question["now"]
    wallet.create_presentation(chosen(question["make"]), question["nonce"], question["audience"], holder)
    return wallet.sd_jwt_presentation


def verify(question, issuer):
    """The claims of a presentation; an exception when it is refused."""
    verifier = SDJWTVerifier(
        question["verify"], lambda name, header: issuer, question["audience"], question["nonce"]
    )
    return verifier.get_verified_payload()


def main():
    keys = json.loads(sys.stdin.readline())
    issuer, holder = (JWK(**keys[name]) for name in ("issuer", "holder"))
    public = JWK(**issuer.export_public(as_dict=True))
    for line in sys.stdin:
        question = json.loads(line)
        if "make" in question:
            answer = {"text": make(question, issuer, holder)}
        else:
            try:
                answer = {"claims": verify(question, public)}
            except Exception as refusal:  # the library has no one kind of refusal
                answer = {"refused": f"{type(refusal).__name__}: {refusal}"}
        print(json.dumps(answer), flush=True)


main()
