/**
 * What the stewards cost on top of Kafka itself: a bare topology that moves as many bytes through the same steps, without
 * any rule, and the stewards, on the same broker in the same run.
 */
package dev.promissory.benchmarks.yardstick;
