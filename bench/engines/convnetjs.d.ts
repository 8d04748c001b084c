/** The part of ConvNetJS 0.3.0 that the benchmark uses. */
declare module 'convnetjs' {
  interface Vol {
    /** [y, x, depth], row-major. */
    w: Float64Array
  }
  interface Layer {
    readonly layer_type: string
    readonly filters?: readonly Vol[]
    readonly biases?: Vol
  }
  interface Net {
    readonly layers: readonly Layer[]
    makeLayers(definitions: readonly Readonly<Record<string, string | number>>[]): void
  }
  interface Trainer {
    /** One example; updates the weights after every `batch_size` of them. */
    train(example: Vol, label: number): { readonly cost_loss: number }
  }
  const convnetjs: {
    readonly Vol: new (width: number, height: number, depth: number, fill: number) => Vol
    readonly Net: new () => Net
    readonly Trainer: new (net: Net, options: Readonly<Record<string, string | number>>) => Trainer
  }
  export default convnetjs
}
