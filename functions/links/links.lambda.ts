import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { fromViewer } from '../adapters/viewer-address.ts'
import { linksHandler } from './links.ts'
import { scriptIn } from './script.ts'

export const handler = lazyHandler(async () =>
  fromViewer(
    linksHandler(awsDeps(awsLinks()), scriptIn(new URL('./phone.js', import.meta.url))),
    process.env.FRONT_PASS,
  ),
)
