"""What stands for providers: Amazon SES and SNS by moto, and three mail servers by aiosmtpd.

The first line of the output says where they are. Each line of the input is a question, answered by a line: "mails", "ses" or
"sns". It ends with its input.
"""

import datetime
import ipaddress
import json
import socket
import ssl
import sys
import tempfile

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from moto.server import ThreadedMotoServer
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

ACCOUNT, REGION = "123456789012", "eu-west-2"
mails = []


class Mailbox:
    """Refuses some recipients by their name, one after it has read, and keeps what the others get."""

    REFUSALS = {
        "full": "452 4.2.2 Mailbox full",
        "unknown": "550 5.1.1 No such mailbox",
    }

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.REFUSALS.get(address.split("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("ruled-out@"):
            return "550 5.7.26 This is against the rules for sam@example.org"
        mails.append(
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "hello": session.host_name,
                "encrypted": server.transport.get_extra_info("sslcontext") is not None,
                "user": session.auth_data.login.decode() if session.auth_data else None,
                "content": envelope.content.decode(),
            }
        )
        return "250 2.0.0 Queued"


def check(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"latchkey", b"open sesame")
    return AuthResult(success=good, handled=False, auth_data=data)


def certificate():
    """A certificate for localhost, signed by itself, and a file with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(pem + secret)
        file.flush()
        context.load_cert_chain(file.name)
    return pem.decode(), context


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(**options):
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    return controller.port


def answer(question):
    if question == "mails":
        return mails
    if question == "ses":
        sent = ses_backends[ACCOUNT][REGION].sent_messages
        return [{"id": m.id, "from": m.source, "to": m.destinations, "subject": m.subject, "body": m.body} for m in sent]
    if question == "sns":
        sent = sns_backends[ACCOUNT][REGION].sms_messages
        return [{"id": id, "to": to, "text": text} for id, (to, text) in sent.items()]
    raise ValueError(question)


pem, context = certificate()
aws = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
aws.start()
ses_backends[ACCOUNT][REGION].verify_email_identity("keys@example.org")
places = {
    "aws": aws.get_host_and_port()[1],
    "starttls": serve(tls_context=context, require_starttls=True, authenticator=check, auth_required=True),
    "tls": serve(ssl_context=context, authenticator=check, auth_require_tls=False),
    "clear": serve(),
    "certificate": pem,
}
print(json.dumps(places), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(line.strip())), flush=True)
