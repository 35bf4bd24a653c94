import type { ButtonHTMLAttributes, ReactNode } from 'react'

export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'quiet'

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-deep',
  secondary: 'bg-sheet text-ink border-line-strong hover:bg-sunk',
  danger: 'bg-danger text-sheet hover:bg-danger-deep',
  quiet: 'text-accent underline underline-offset-4 hover:bg-sunk px-2 -mx-2',
}

/** The class of everything that looks like a button. */
export const buttonClass = (tone: ButtonTone = 'primary') => `button ${tones[tone]}`

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & { tone?: ButtonTone; children: ReactNode }

/** A button that does something at once. In a form that changes anything, `SubmitButton` also stops the second click. */
export const Button = ({ tone = 'primary', type = 'submit', children, ...rest }: Props) => (
  <button type={type} className={buttonClass(tone)} {...rest}>
    {children}
  </button>
)
