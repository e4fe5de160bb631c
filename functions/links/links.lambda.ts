import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { fromViewer } from '../adapters/viewer-address.ts'
import { printing } from '../documents/printing.ts'
import { linksHandler } from './links.ts'
import { scriptIn } from './script.ts'

/** Only whoever signs in needs them. */
const staffClaims = async () => (await import('../api/claims.ts')).staffClaimsOf(process.env)

export const handler = lazyHandler(async () =>
  fromViewer(
    linksHandler(
      { ...awsDeps({ ...awsLinks(), printing }), staffClaims },
      scriptIn(new URL('./phone.js', import.meta.url)),
    ),
    process.env.FRONT_PASS,
  ),
)
