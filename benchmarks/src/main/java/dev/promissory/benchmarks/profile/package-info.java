/** Where the time of a process goes, from a recording of the JVM's Flight Recorder. */
package dev.promissory.benchmarks.profile;
