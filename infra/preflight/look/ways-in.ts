import type { Asked } from '../asked.ts'
import { type Certificate, type Facts, isRead } from '../facts.ts'
import { ask, type Finding, good, looked, stop } from '../finding.ts'
import type { Issuer } from '../issuer.ts'

const MONTH_MS = 30 * 86_400_000

export function ofCertificate(
  { certificate, parameters: { PublicUrl } }: Facts,
  asked: Asked,
  now: Date,
): readonly Finding[] {
  const name = asked.isFronted ? 'FrontCertificateArn' : 'CertificateArn'
  if (!certificate)
    return [
      ask(
        `没有 ${name}：${PublicUrl ?? 'PublicUrl'} 还打不开，先部署再补也可以`,
        `No ${name}: ${PublicUrl ?? 'PublicUrl'} leads nowhere yet; it may follow after a first deployment`,
      ),
    ]
  return looked(name, 'acm:DescribeCertificate', certificate, (found) => ofFound(name, found, PublicUrl, now))
}

function ofFound(
  parameter: string,
  { arn, status, names, notAfter }: Certificate,
  publicUrl: string | undefined,
  now: Date,
): readonly Finding[] {
  const [, , , region] = arn.split(':')
  if (parameter === 'FrontCertificateArn' && region !== 'us-east-1')
    return [
      stop(
        `FrontCertificateArn 在 ${region}：CloudFront 只认 us-east-1 的证书`,
        `FrontCertificateArn is in ${region}: CloudFront takes a certificate of us-east-1 alone`,
      ),
    ]
  if (status !== 'ISSUED')
    return [
      stop(
        `证书还没有签发（${status}）：在 ACM 里按提示加 DNS 记录`,
        `The certificate is not issued (${status}): add the DNS records that ACM names`,
      ),
    ]
  const host = publicUrl?.replace('https://', '')
  const wild = host?.replace(/^[^.]+/, '*')
  if (host !== undefined && !names.some((name) => name === host || name === wild))
    return [
      stop(
        `证书是给 ${names.join('、')} 的，不是给 ${host} 的`,
        `The certificate is for ${names.join(', ')}, not for ${host}`,
      ),
    ]
  const until = notAfter?.toISOString().slice(0, 10) ?? '?'
  return notAfter && notAfter.getTime() - now.getTime() < MONTH_MS
    ? [
        ask(
          `证书 ${until} 到期：DNS 验证记录还在吗？在的话 ACM 会自己续`,
          `The certificate ends on ${until}: ACM renews it by itself while its DNS records are there`,
        ),
      ]
    : [good(`证书有效，到 ${until}`, `The certificate is good until ${until}`)]
}

export function ofIssuer({ issuer, parameters: { JwtIssuer = '', StaffClaim = 'sub' } }: Facts): readonly Finding[] {
  if (!issuer) return []
  if (!isRead(issuer))
    return [
      stop(
        `登录服务没有应答：${JwtIssuer}（${issuer.unread}）。没有它谁都登录不了`,
        `The identity provider does not answer: ${JwtIssuer} (${issuer.unread}). Without it nobody signs in`,
      ),
    ]
  const wrong = wrongIn(issuer, JwtIssuer)
  if (wrong) return [wrong]
  return issuer.claims && !issuer.claims.includes(StaffClaim)
    ? [
        ask(
          `登录服务没有说它的令牌带 "${StaffClaim}"（StaffClaim）：请核对，缺了就不知道谁是谁`,
          `The identity provider does not list "${StaffClaim}" (StaffClaim) among what its tokens say: look, for without it nobody is known`,
        ),
      ]
    : [good(`登录服务有应答：${JwtIssuer}`, `The identity provider answers: ${JwtIssuer}`)]
}

function wrongIn({ issuer, keys, algorithms }: Issuer, JwtIssuer: string): Finding | undefined {
  if (issuer !== JwtIssuer)
    return stop(
      `JwtIssuer 是 ${JwtIssuer}，登录服务自称 ${issuer}：要一字不差`,
      `JwtIssuer is ${JwtIssuer}, the provider calls itself ${issuer}: they must be the same, letter by letter`,
    )
  const isRsa = (algorithms?.some((each) => each.startsWith('RS')) ?? true) && keys.includes('RSA')
  return isRsa
    ? undefined
    : stop(
        '登录服务不用 RSA 签令牌，而 API Gateway 只认 RSA：换一种签名算法（RS256）',
        'The provider does not sign tokens by RSA, and API Gateway checks no others: choose RS256 there',
      )
}
