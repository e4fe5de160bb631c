import { onTestFinished } from 'vitest'
import { parse, stringify } from 'yaml'
import { CLIENT, startOpenId } from '../../scenarios/sign-in/open-id.ts'
import { china } from '../../support/providers/china.ts'
import { URL_OF } from '../edge.ts'
import { CHANNELS, ownDirectory, place } from '../place.ts'

interface Providers {
  readonly one: { readonly url: string }
  readonly other: { readonly url: string }
  readonly phone: { readonly url: string }
  readonly mails: { readonly port: number }
  readonly port: number
}

/** A supplier with two providers of text messages, phones that ring a minute after a page, and staff who sign in with their house. */
export async function setting({ one, other, phone, mails, port }: Providers) {
  const returns = { redirectUri: `${URL_OF}/sign-in/callback`, afterwards: `${URL_OF}/console` }
  const provider = await startOpenId(returns)
  onTestFinished(provider.stop)
  const { folder, file, config } = place()
  const own = parse(ownDirectory())
  for (const person of own.people) person.ringAfter = ['PT1M']
  file('directory.yaml', stringify(own))
  for (const name of ['alibaba', 'tencent', 'twilio']) file(`${name}.secret`, `a secret of ${name}\n`)
  const settings = {
    listen: { port },
    signIn: { openId: { issuer: provider.issuer, clientId: CLIENT, personClaim: 'sub', roleClaim: 'role' } },
    channels: {
      ...{ SMTP_URL: `smtp://service@127.0.0.1:${mails.port}`, SMTP_PASSWORD: CHANNELS.SMTP_PASSWORD },
      ...{ MAIL_FROM: CHANNELS.MAIL_FROM, ...china(one.url, other.url) },
      ...{ ALIBABA_SMS_KEY_SECRET: { file: 'alibaba.secret' }, TENCENT_SMS_SECRET_KEY: { file: 'tencent.secret' } },
      ...{ TWILIO_VOICE_ACCOUNT: `AC${'0'.repeat(32)}`, TWILIO_VOICE_TOKEN: { file: 'twilio.secret' } },
      ...{ TWILIO_VOICE_FROM: '+13125550100', TWILIO_VOICE_URL: phone.url },
    },
  }
  return { folder, config, settings }
}
