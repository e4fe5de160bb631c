import { call, fieldsIn, refusedBy } from '../call.ts'

export interface TwilioAccount {
  readonly url: string
  readonly account: string
  readonly token: string
  /** A number of ours in E.164; for messages also the id of a messaging service, which begins with MG. */
  readonly from: string
}

const NAME = 'Twilio'

/** Asks for one more message or call of the account, by Twilio's API of 2010-04-01. `floods`: codes by which it takes no more for now. */
export async function askTwilio(
  { url, account, token }: TwilioAccount,
  list: 'Messages' | 'Calls',
  fields: Readonly<Record<string, string>>,
  floods: RegExp,
  patienceMs: number,
): Promise<void> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
  }
  const place = new URL(`/2010-04-01/Accounts/${account}/${list}.json`, url)
  const body = new URLSearchParams(fields).toString()
  const answer = await call(NAME, place, { headers, body }, patienceMs)
  if (answer.status !== 201) throw refusedBy(NAME, answer, fieldsIn(answer).code, floods)
}
