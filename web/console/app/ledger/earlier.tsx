import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'

interface Pages {
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** Shows one page more of a list whose latest stands first. */
export function Earlier({ of }: { of: Pages }) {
  const say = useSay()
  return (
    <Button size="small" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {say(text('更早的', 'Earlier ones'))}
    </Button>
  )
}
