/** Requests at a fixed rate or as fast as they are answered, and how they ended. */
package dev.promissory.benchmarks.load;
