// A wallet app on node:crypto, with the moment at which it asks for the credential.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** Takes the key that `link` offers; the answer is when the credential was asked for (milliseconds since 1970). */
export async function takeKey(link, issuer) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const jwt = (typ, claims) => {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part({ typ, alg: 'ES256', jwk })}.${part({ iat: Math.floor(Date.now() / 1000), ...claims })}`;
    const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  };
  const post = async (path, token, headers, body) => {
    const ath = token && createHash('sha256').update(token).digest('base64url');
    const dpop = jwt('dpop+jwt', { htm: 'POST', htu: `${issuer}${path}`, jti: crypto.randomUUID(), ath });
    const authorization = token ? { authorization: `DPoP ${token}` } : {};
    const answer = await fetch(`${issuer}${path}`, { method: 'POST', headers: { dpop, ...authorization, ...headers }, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };

  const offer = await (await fetch(new URL(link).searchParams.get('credential_offer_uri'))).json();
  const code = offer.grants[GRANT]['pre-authorized_code'];
  const form = new URLSearchParams({ grant_type: GRANT, 'pre-authorized_code': code });
  const { access_token: token } = await post('/openid4vci/token', undefined, {}, form);
  const { c_nonce: nonce } = await post('/openid4vci/nonce', undefined, {}, undefined);
  const proof = jwt('openid4vci-proof+jwt', { aud: issuer, nonce });
  const body = JSON.stringify({ credential_configuration_id: 'access-key', proofs: { jwt: [proof] } });
  const asked = performance.timeOrigin + performance.now();
  await post('/openid4vci/credential', token, { 'content-type': 'application/json' }, body);
  return asked;
}
