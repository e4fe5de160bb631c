import { nonce } from '../../adapters/nonce.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { call, fieldsIn, refusedBy } from '../call.ts'
import { type AcsKey, acs3Headers, queryOf } from './sign.ts'

/** A service of Alibaba Cloud's, in its version of 2017-05-25. */
export interface AcsService {
  readonly name: string
  readonly url: string
  readonly key: AcsKey
  /** Codes by which it takes no more for now. */
  readonly floods: RegExp
  readonly patienceMs: number
}

/** Asks for one thing, all of it in the query. Gives what it answers. @throws MessageNotSentError unless that is OK. */
export async function askAlibaba(
  { name, url: place, key, floods, patienceMs }: AcsService,
  action: string,
  query: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const url = new URL(place)
  url.search = queryOf(query)
  // The provider's clock is a real one, whatever ours shows.
  const date = `${systemClock.now().slice(0, 19)}Z`
  const headers = acs3Headers({ host: url.host, action, version: '2017-05-25', query, date, nonce: nonce() }, key)
  const answer = await call(name, url, { headers, body: '' }, patienceMs)
  const said = fieldsIn(answer)
  if (said.Code !== 'OK') throw refusedBy(name, answer, said.Code, floods)
  return said
}
