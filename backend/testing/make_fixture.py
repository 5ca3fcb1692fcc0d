"""Makes sealed.json: a message, an addendum and a signed request by an implementation that shares no code with ours
(Python, package `cryptography`). Keys are made up and used nowhere else; people are synthetic. Run: python3 make_fixture.py
"""
import base64, hashlib, json, os
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

b64 = lambda b: base64.b64encode(b).decode()
raw = lambda k: k.public_bytes(ser.Encoding.Raw, ser.PublicFormat.Raw)
pkcs8 = lambda k: b64(k.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption()))
backend = X25519PrivateKey.generate()
backend_public = raw(backend.public_key())
key_id = hashlib.sha256(backend_public).hexdigest()[:16]


def seal(item_id, value):
    aad = item_id.encode()
    body_key, nonce, wrap_nonce = os.urandom(32), os.urandom(12), os.urandom(12)
    body = nonce + AESGCM(body_key).encrypt(nonce, json.dumps(value, ensure_ascii=False).encode(), aad)
    ephemeral = X25519PrivateKey.generate()
    ephemeral_public = raw(ephemeral.public_key())
    wrap = HKDF(SHA256(), 32, ephemeral_public + backend_public, b"careline-seal-v1").derive(
        ephemeral.exchange(backend.public_key()))
    wrapped = ephemeral_public + wrap_nonce + AESGCM(wrap).encrypt(wrap_nonce, body_key, aad)
    return {"body": b64(body), "keyForBackend": b64(wrapped), "keyId": key_id}


def chained(previous, item):
    p = item["payload"]
    lines = ["careline-chain-v1", previous, item["seq"], item["id"], item["type"], item["schema"], item["author"],
             item["takenAt"], item["urgency"], p["keyId"], p["keyForBackend"], p["body"]]
    return hashlib.sha256("\n".join(map(str, lines)).encode()).hexdigest()


message_id, addendum_id = "019a9f3e-0000-7000-8000-000000000001", "019a9f3e-0000-7000-8000-000000000002"
taken = "2026-11-22T03:00:00.000Z"
fields = {
    "accountId": "riverside", "dnis": "+16175550110", "greeting": "Good evening", "receivedAt": taken,
    "zone": "America/New_York", "origin": {"kind": "other-phone", "why": "softphone down"},
    "callerName": "Zoë O’Brien 🌙", "callerNameSpelled": True, "callerRefusedName": False, "callerIs": "spouse",
    "callback": {"number": "+16175550164", "extension": "", "second": "", "readBack": True},
    "leaveWord": "yes", "reachableUntil": "22:00", "patientName": "Walter Brandt", "patientBirthDate": "1955-02-03",
    "patientRef": "", "usualProvider": "", "practice": "Riverside Family Practice", "locationNow": "At home",
    "reasonCode": "urgent", "underlyingWhy": "", "verbatim": "Like a belt around his chest, since supper.",
    "urgency": "emergency", "emergency": [], "quotes": [],
}
person = {"personId": "tomas-oyelaran", "name": "Tomas Oyelaran"}
contents = [
    {"schema": 1, "id": message_id, "fields": fields, "takenBy": person, "savedAt": taken, "clockOffsetMs": None},
    {"schema": 1, "id": addendum_id, "messageId": message_id, "text": "Wife called again.", "author": person, "at": taken},
]
items, previous = [], "0" * 64
for seq, (kind, value) in enumerate(zip(["message", "addendum"], contents), start=1):
    item = {"seq": seq, "id": value["id"], "type": kind, "schema": 1, "author": person["personId"], "takenAt": taken,
            "urgency": 0, "payload": seal(value["id"], value)}
    item["hash"] = previous = chained(previous, item)
    items.append(item)

device = Ed25519PrivateKey.generate()
request = {"method": "POST", "path": "/v1/push", "device": "test-org.019a9f3e-0000-7000-8000-0000000000ff", "counter": 7,
           "body": '{"v":1}'}
signed = "\n".join(["careline-v1", request["method"], request["path"], request["device"], str(request["counter"]),
                    hashlib.sha256(request["body"].encode()).hexdigest()])
json.dump({
    "about": "Synthetic. Made by make_fixture.py; see there.",
    "backendKey": {"id": key_id, "publicKey": b64(backend_public), "privatePkcs8": pkcs8(backend)},
    "contents": contents, "items": items,
    "signed": {"publicKey": b64(raw(device.public_key())), "request": request, "text": signed,
               "signature": b64(device.sign(signed.encode()))},
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sealed.json"), "w"), indent=2, ensure_ascii=False)
