import { Component, type ComponentProps, type ComponentType, lazy, type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { text } from '../../../shared/kernel/text.ts'
import { fetched, NotFetchedError, reload, reloadOnce } from './outside/fetched.ts'
import { Button } from './parts/button.tsx'
import { useSay } from './words.ts'

// biome-ignore lint/suspicious/noExplicitAny: as of React's own `lazy`: whatever the part takes, the whole takes
export type Any = ComponentType<any>
export type Load<Part> = () => Promise<{ readonly default: Part }>

/** `room`: nothing is written in it yet, so that it may reload the page by itself where a newer version has come. */
type Place = 'room' | 'part'

/** As React's `lazy`, for what is fetched when it is first drawn. Should it not come, it says so in its place, and all else goes on. */
export function late<Part extends Any>(load: Load<Part>, place: Place = 'part'): ComponentType<ComponentProps<Part>> {
  const anew = () => lazy(() => fetched(load))
  let Drawn = anew()
  const forget = () => {
    Drawn = anew()
  }
  return (props: ComponentProps<Part>) => (
    <Guard place={place} draw={() => <Drawn {...props} />} onFailed={forget} onClose={props.onClose} />
  )
}

interface Props {
  readonly place: Place
  readonly draw: () => ReactNode
  /** What was fetched in vain is asked for anew the next time. */
  readonly onFailed?: () => void
  readonly onClose?: (() => void) | undefined
}

/** An error in what stands in it ends here, and leaves the rest as it is. */
export class Guard extends Component<Props, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {}

  static getDerivedStateFromError = (error: unknown) => ({ error })

  override componentDidCatch(error: unknown): void {
    if (error instanceof NotFetchedError) this.props.onFailed?.()
  }

  override render(): ReactNode {
    const { error } = this.state
    const { place, draw, onClose } = this.props
    if (error === undefined) return draw()
    const again =
      error instanceof NotFetchedError && !error.isNewer ? () => this.setState({ error: undefined }) : undefined
    return <Fallen error={error} place={place} onAgain={again} onClose={onClose} />
  }
}

interface FallenProps {
  readonly error: unknown
  readonly place: Place
  readonly onAgain: (() => void) | undefined
  readonly onClose: (() => void) | undefined
}

function Fallen({ error, place, onAgain, onClose }: FallenProps) {
  const say = useSay()
  const isNewer = error instanceof NotFetchedError && error.isNewer
  useEffect(() => {
    if (isNewer && place === 'room') reloadOnce()
  }, [isNewer, place])
  const [what, then] = wordsFor(error)
  const buttons = (
    <>
      {onAgain && (
        <Button look="small" onClick={onAgain}>
          {say(text('重试', 'Try again'))}
        </Button>
      )}
      <Button look="small" onClick={reload}>
        {say(text('刷新页面', 'Reload the page'))}
      </Button>
      {onClose && (
        <Button look="small" onClick={onClose}>
          {say(text('关闭', 'Close'))}
        </Button>
      )}
    </>
  )
  if (place === 'part') {
    const told = (
      <div className={`problem fallen${onClose ? ' loose' : ''}`} role="alert">
        <p>
          {say(what)} {say(then)}
        </p>
        {buttons}
      </div>
    )
    // What one opens and closes may have its place where no sentence has room.
    return onClose ? createPortal(told, document.body) : told
  }
  return (
    <>
      <header className="bar">
        <h1 role="alert">{say(what)}</h1>
      </header>
      <div className="noroom">
        <p>{say(then)}</p>
        <p className="buttons">{buttons}</p>
      </div>
    </>
  )
}

function wordsFor(error: unknown) {
  if (!(error instanceof NotFetchedError))
    return [
      text('这里出错了。', 'Something went wrong here.'),
      text(
        '其他页面照常可用；刷新后仍这样，请告知管理员。',
        'All else works as before; if it stays after a reload, tell the administrator.',
      ),
    ] as const
  if (error.isNewer)
    return [
      text('系统刚更新过。', 'There is a newer version.'),
      text(
        '刷新页面后即可打开；别处正在填的内容，请先保存。',
        'Reload the page to open this; save what you are writing elsewhere first.',
      ),
    ] as const
  return [
    text('这里没有读到。', 'This could not be loaded.'),
    text('请检查网络后重试；其他页面照常可用。', 'Check the network and try again; all else works as before.'),
  ] as const
}
