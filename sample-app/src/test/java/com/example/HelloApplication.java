package com.example;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.model.Tasks;
import io.mesosframework.scheduler.MesosScheduler;

@SpringBootApplication
public class HelloApplication {

	private int launched;

	public static void main(String[] args) {
		SpringApplication.run(HelloApplication.class, args);
	}

	@MesosEventHandler
	TaskInfo launch(Offer offer, MesosScheduler mesos) {
		if (this.launched == 3) {
			mesos.suppress(); // no more offers
			return null; // declines this one
		}
		String name = "hello-" + ++this.launched;
		return Tasks.named(name).on(offer).resources("cpus:0.1;mem:32").shell("echo " + name).build();
	}

	@MesosEventHandler
	void status(TaskStatus status) {
		System.out.println(status.getTaskId().getValue() + " is " + status.getState());
	}

}
