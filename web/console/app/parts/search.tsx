import { useRef } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import { Icon } from './icons.tsx'
import { useKeys } from './keys.tsx'

/** The field that `/` leads to. */
export function Search({
  id,
  value,
  onChange,
  placeholder,
  className = '',
  onEnter,
}: {
  id?: string
  value: string
  onChange: (value: string) => void
  placeholder: string
  className?: string
  onEnter?: () => void
}) {
  const say = useSay()
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  return (
    <label className={`field q ${className}`}>
      <Icon name="search" />
      <input
        id={id}
        ref={field}
        type="search"
        value={value}
        placeholder={placeholder}
        aria-label={say(text('查找', 'Search'))}
        maxLength={100}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          const { key, currentTarget, nativeEvent, ctrlKey, metaKey } = event
          // Whoever presses it is here already.
          if (key === '/' && currentTarget.value === '') event.preventDefault()
          if (key === 'Escape') currentTarget.blur()
          if (key !== 'Enter' || ctrlKey || metaKey || nativeEvent.isComposing) return
          // It may lead to a field of several lines, which would begin a new one.
          event.preventDefault()
          onEnter?.()
        }}
      />
      <kbd>/</kbd>
    </label>
  )
}
