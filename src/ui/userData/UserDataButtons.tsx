import { useRef } from 'react'
import { takeUserFiles } from '../../state/userData/readUserFiles'
import { chosenFiles } from './droppedFiles'

/** For who does not drop: files, or a folder of images. */
export function UserDataButtons() {
  return (
    <div className="user-data__buttons">
      <Choose label="Choose files" hint="IDX files or CIFAR batches, all of them at once" />
      <Choose
        label="Choose a folder"
        hint="A folder that holds one folder for each class"
        isFolder
      />
    </div>
  )
}

interface ChooseProps {
  readonly label: string
  readonly hint: string
  readonly isFolder?: boolean
}

function Choose({ label, hint, isFolder = false }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button" title={hint} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={(element) => {
          input.current = element
          // React does not know this attribute.
          if (element && isFolder) element.webkitdirectory = true
        }}
        type="file"
        multiple
        hidden
        aria-label={`${label} of your own data`}
        onChange={({ target }) => {
          const files = chosenFiles(target.files)
          // The same files may be chosen again.
          target.value = ''
          if (files.length > 0) void takeUserFiles(files)
        }}
      />
    </>
  )
}
