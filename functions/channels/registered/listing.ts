import { SettingError } from '../../../shared/kernel/errors.ts'
import { requireUrl } from '../../../shared/kernel/setting.ts'
import { REGISTERED, type RegisteredId } from '../../../shared/ports/messaging.ts'
import { type Piece, piecesOf, variablesIn } from './fit.ts'
import type { Rules } from './providers.ts'
import { TEXTS, VARIABLES } from './texts.ts'

/** What the supplier's texts have in common. */
export interface Supplier {
  readonly publicUrl: string
  /** What stands in 【】 before every text. */
  readonly sign: string
}

/** A text as it is registered with one provider. */
export interface Registration {
  readonly id: RegisteredId
  readonly text: string
  /** Filled, with the signature, as a phone shows it. */
  readonly example: string
  /** The longest that it may become, with the signature, and so many segments are paid for. */
  readonly length: number
  readonly segments: number
}

/** A text message in Chinese; of a longer one each segment holds three characters less. */
const ONE_SEGMENT = 70
const EACH_SEGMENT = 67
const segmentsOf = (length: number): number => (length <= ONE_SEGMENT ? 1 : Math.ceil(length / EACH_SEGMENT))
const MOST_SEGMENTS = 2

/** All texts for one provider. @throws SettingError that says what does not fit, and what to change. */
export function registrations(rules: Rules, { publicUrl, sign }: Supplier): readonly Registration[] {
  requireUrl('PUBLIC_URL', publicUrl, ['https:'], 'https://r.example.cn')
  const url = new URL(publicUrl)
  if (url.pathname !== '/' || url.port !== '' || url.search !== '') throw notBare()
  if (!/^[\p{Script=Han}\p{Script=Latin}\p{Nd}]{2,12}$/u.test(sign)) throw noSignature()
  return REGISTERED.map((id) => registration(id, rules, { publicUrl: url.origin, sign }))
}

function registration(id: RegisteredId, rules: Rules, { publicUrl, sign }: Supplier): Registration {
  const pieces = piecesOf(TEXTS[id], rules, publicUrl)
  const signature = `【${sign}】`
  const names = variablesIn(pieces).map(({ name }) => name)
  const text = written(pieces, (name) => rules.mark(name, names.indexOf(name) + 1))
  const own = new Map(variablesIn(pieces).map(({ of, name }) => [of, name]))
  // Of one that is several, the example stands in the last.
  const example = written(pieces, (name, of) => (own.get(of) === name ? VARIABLES[of].example : ''))
  const words = written(pieces, () => '').length
  const longest = [...own.keys()].reduce((sum, of) => sum + VARIABLES[of].most, signature.length + words)
  if (segmentsOf(longest) > MOST_SEGMENTS) throw tooLong(id, longest)
  return { id, text, example: signature + example, length: longest, segments: segmentsOf(longest) }
}

type OfVariable = Exclude<Piece, string>['of']
const written = (pieces: readonly Piece[], variable: (name: string, of: OfVariable) => string): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : variable(piece.name, piece.of))).join('')

const notBare = () =>
  new SettingError({
    zh: '短信里的网址只能是已备案的域名，例如 https://r.example.cn：不带路径和端口',
    en: 'the address in the texts is a domain with an ICP filing, such as https://r.example.cn: no path, no port',
  })
const noSignature = () =>
  new SettingError({
    zh: '短信签名是 2 到 12 个汉字、字母或数字，不带【】',
    en: 'the signature is 2 to 12 Chinese characters, letters or digits, without 【】',
  })
const tooLong = (id: string, length: number) =>
  new SettingError({
    zh: `模板 ${id} 连签名最长 ${length} 字，超过两条短信（${MOST_SEGMENTS * EACH_SEGMENT} 字）：换短一些的域名或签名`,
    en: `with the signature the text "${id}" may reach ${length} characters, more than two segments (${MOST_SEGMENTS * EACH_SEGMENT}): choose a shorter domain or signature`,
  })
