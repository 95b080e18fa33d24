/**
 * A contender that uses mesos-rxjava, compiled against that library's own class path.
 */
package io.mesosframework.benchmarks.rxjava;
