import type { Session } from '../../shared/wire/session.ts'
import { json } from '../middleware/http.ts'
import { acceptedLanguage } from '../middleware/language.ts'
import type { ApiCall, StaffDeps } from './call.ts'
import { MAY_USE, mayUse, type Part, staffOf } from './roles.ts'

/** Who I am, and what I may use: all that a console knows of signing in. */
export const readSession: ApiCall<StaffDeps & { readonly isPlayground: boolean }> = async (event, deps) => {
  const { role, actor } = staffOf(event)
  const { id = '', name } = actor
  const person = await deps.directory.person(id)
  const session: Session = {
    subject: id,
    ...(name && { name }),
    role,
    may: (Object.keys(MAY_USE) as Part[]).filter((part) => mayUse(role, part)),
    language: person?.language ?? acceptedLanguage(event.headers['accept-language'], 'zh-CN'),
    playground: deps.isPlayground,
  }
  return json(200, session)
}
