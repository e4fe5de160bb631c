import { text } from '../../../../shared/kernel/text.ts'
import { ApiError } from '../outside/api.ts'
import { type Say, useSay } from '../words.ts'
import { Button } from './button.tsx'

/** Whatever went wrong as a sentence that says what to do. What the API says for itself goes first. */
export function sentenceOf(error: unknown, say: Say): string {
  if (!(error instanceof ApiError)) return say(UNKNOWN)
  const own = [error.message, ...error.problems].filter(Boolean).join(' ')
  switch (error.status) {
    case 0:
      return say(
        text(
          '连不上服务器：请检查网络，会自动重试。',
          'The server cannot be reached: check the network; it is tried again by itself.',
        ),
      )
    case 401:
      return say(
        text(
          '登录已过期：请重新登录，填写的内容还在。',
          'You have been signed out: sign in again; what you wrote is still there.',
        ),
      )
    case 404:
      return say(
        text(
          '没有这张报修单，可能号码有误：请回到值班台查找。',
          'There is no such repair: check the number, or look for it on the board.',
        ),
      )
    case 429:
      return say(text('操作太快：请等几秒再试。', 'Too many requests just now: wait a few seconds, then try again.'))
    case 503:
      return say(text('现在太忙，没有保存：请再试一次。', 'Too busy just now, nothing was saved: try again.'))
    default:
      return own || say(UNKNOWN)
  }
}
const UNKNOWN = text(
  '我们这边出了错，没有保存：请再试一次；仍不行请告知管理员。',
  'Something went wrong on our side, nothing was saved: try again, and tell the administrator if it stays.',
)

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const say = useSay()
  return (
    <div className="problem" role="alert">
      <span>{sentenceOf(error, say)}</span>
      {onRetry && (
        <Button look="small" onClick={onRetry}>
          {say(text('重试', 'Try again'))}
        </Button>
      )}
    </div>
  )
}

/** Why what was asked for did not come; nothing where it did. */
export const Failed = ({
  of: { error, refetch },
}: {
  of: { readonly error: unknown; readonly refetch: () => unknown }
}) => (error ? <Problem error={error} onRetry={() => void refetch()} /> : null)
