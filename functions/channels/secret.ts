import { MessageNotSentError } from '../../shared/kernel/errors.ts'
import type { Limits, Messenger, ReadReceipts } from '../../shared/ports/messaging.ts'
import { type Keys, keysFrom } from '../adapters/keys.ts'
import type { AwsChannelKind, AwsNames, ChannelKind, Right } from './kind.ts'

/** What a channel's secret is called in Secrets Manager, where whoever wants the channel puts it: each installation has its own. */
const nameOf = (installation: string, channel: string): string => `${installation}/${channel}`
/** By whose name this function also logs and counts. */
const ours = (): string => process.env.POWERTOOLS_SERVICE_NAME ?? 'chengnuo'

/** The secret of a channel on AWS: read when it is first needed, and anew every few minutes. */
export async function secretOf(channel: string): Promise<Keys> {
  const { readSecret, secretsClient } = await import('../adapters/secrets.ts')
  const client = secretsClient()
  return keysFrom(() => readSecret(nameOf(ours(), channel), client))
}

/** To read it. AWS ends the name of a secret with six characters of its own. */
export const readsSecret = ({ partition, region, account, installation }: AwsNames, channel: string): Right => ({
  actions: ['secretsmanager:GetSecretValue'],
  resources: [`arn:${partition}:secretsmanager:${region}:${account}:secret:${nameOf(installation, channel)}-??????`],
})

/**
 * A channel of one machine, on AWS: `variable` set to `on` chooses it, and what one machine is told by its environment stands in
 * the channel's secret, as JSON under the same names. What is wrong with it is a refusal: the next channel is asked.
 */
export const fromSecret = (kind: ChannelKind, variable: string): AwsChannelKind => ({
  name: kind.name,
  carries: kind.carries,
  open: (environment) =>
    environment[variable] === 'on' ? async () => readingSecret(kind, await secretOf(kind.name)) : undefined,
  ...(kind.receipts && { receipts: () => receiptsBySecret(kind) }),
  ...(kind.limits && { limits: () => limitsBySecret(kind) }),
  aws: {
    parameters: {
      [variable]: {
        description: `"on": messages go by ${kind.name}, as its secret says, ${nameOf('chengnuo', kind.name)}; empty: not`,
        default: '',
        allowedPattern: '^(on)?$',
      },
    },
    rights: (names) => [readsSecret(names, kind.name)],
  },
})

function readingSecret(kind: ChannelKind, keys: Keys): Messenger {
  let opened: { readonly text: string; readonly messenger: Messenger } | undefined
  const open = async (): Promise<Messenger> => {
    const [text = ''] = await keys.all()
    if (opened?.text !== text) {
      const load = kind.open(JSON.parse(text))
      if (!load) throw new MessageNotSentError(`the secret of ${kind.name} does not choose it`)
      opened = { text, messenger: await load() }
    }
    return opened.messenger
  }
  return {
    async send(message) {
      const messenger = await open().catch((error: unknown) => {
        // What JSON.parse cannot read it repeats, and that is the secret.
        const cause = error instanceof SyntaxError ? new Error('no JSON') : error
        throw new MessageNotSentError(`the secret of ${kind.name} does not do`, { cause })
      })
      return messenger.send(message)
    },
  }
}

/** As the secret of now says. One that does not do carries nothing, and says so as it sends. */
function limitsBySecret({ name, limits }: ChannelKind): () => Promise<Limits> {
  let keys: Promise<Keys> | undefined
  return async () => {
    keys ??= secretOf(name)
    const [text = ''] = await (await keys).all()
    try {
      return (await limits?.(JSON.parse(text))()) ?? {}
    } catch {
      return {}
    }
  }
}

/** By the secret of now, or the one that it has replaced: what went before is still on its way. */
function receiptsBySecret({ name, receipts }: ChannelKind): ReadReceipts {
  let keys: Promise<Keys> | undefined
  return async (push) => {
    keys ??= secretOf(name)
    let read: Awaited<ReturnType<ReadReceipts>> = 'refused'
    for (const text of await (await keys).all()) {
      read = (await receipts?.(JSON.parse(text))(push)) ?? 'refused'
      if (read.length > 0 && read !== 'refused') break
    }
    return read
  }
}
