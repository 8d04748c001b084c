/**
 * Registers the gradients of tfjs's operations. The core package alone has none; the umbrella
 * package that would bring them also brings its layers, converters and data sets.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients'
