import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** They stop the thread, and WebGPU only imitates them: `await tensor.data()` instead. */
const SYNCHRONOUS_READS = ['dataSync', 'readSync', 'arraySync', 'bytesSync']

export default defineConfig(
  globalIgnores([
    'dist/',
    'public/',
    'fixtures/reference/',
    '.cache/',
    'test-results/',
    'playwright-report/',
  ]),
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        ...SYNCHRONOUS_READS.map((property) => ({
          property,
          message: 'Read tensors with `await tensor.data()`.',
        })),
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.test.{ts,tsx,mjs}'],
    ignores: ['**/*.{isolated,slow,browser}.test.{ts,tsx,mjs}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|resetModules)$/]",
          message:
            'Unit tests share a thread and its modules: call the file *.isolated.test.ts, which gets a thread of its own.',
        },
      ],
    },
  },
  {
    files: ['src/{ui,charts,state}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
)
