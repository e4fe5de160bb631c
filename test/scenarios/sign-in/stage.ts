import { onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import { freePort } from '../../support/free-port.ts'
import { at } from '../../support/play.ts'
import { type AwsEdgeOptions, awsEdge } from './aws-edge.ts'
import { type OpenIdOptions, startOpenId } from './open-id.ts'

interface StageOptions
  extends Pick<OpenIdOptions, 'secret' | 'onToken'>,
    Pick<AwsEdgeOptions, 'env' | 'clientSecret'> {}

/** The arrangement of AWS on this machine, with a provider on a site of its own, until the test ends. */
export async function openStage({ secret, onToken, ...edge }: StageOptions = {}) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const provider = await startOpenId({
    redirectUri: `${url}/sign-in/callback`,
    afterwards: `${url}/console`,
    ...(secret !== undefined && { secret }),
    ...(onToken && { onToken }),
  })
  const said: string[] = []
  const log = { info: () => {}, warn: () => {}, error: (words: string) => void said.push(words) }
  const host = createHost({ publicUrl: url, frozenAt: at('11-20 02:13'), localPages: false, log })
  await host.start()
  const { issuer } = provider
  const server = awsEdge({ host, issuer, url, ...edge, log: (words) => void said.push(words) })
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  onTestFinished(async () => {
    await host.idle()
    server.close()
    server.closeAllConnections()
    provider.stop()
    await host.stop()
  })
  return { url, issuer, host, said, stopProvider: provider.stop, startProvider: provider.startAgain }
}
