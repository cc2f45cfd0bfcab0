/** The system under load, as its users reach it. */
package dev.promissory.benchmarks.http;
