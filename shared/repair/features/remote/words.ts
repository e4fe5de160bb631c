import { type Lines, workDone } from '../lines.ts'
import type { RemoteEvent } from './rules.ts'

export const lines: Lines<RemoteEvent> = {
  remoteAccess: ({ consentBy, phoneTried }, { say, more }) =>
    say(`${consentBy} 同意远程接入，电话处理情况`, `${consentBy} allowed remote access; by phone`) + more(phoneTried),
  solvedRemotely: ({ work, consent }, words) => {
    const agreed = { zh: '远程授权', en: 'remote access allowed by', is: consent }
    return words.say('远程解决', 'Solved remotely') + words.more(words.details(workDone(work, words), agreed))
  },
}
