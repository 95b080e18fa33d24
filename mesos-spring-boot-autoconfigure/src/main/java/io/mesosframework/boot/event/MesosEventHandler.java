package io.mesosframework.boot.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.Order;

/**
 * Marks a method of a bean that handles events of Mesos or of declared tasks. The types
 * of the method's parameters choose the event: {@code Offer} is called for each offer,
 * {@code TaskStatus} for each status update, {@code MesosSubscribed} when the framework
 * has subscribed, {@code TaskStateChanged} when an instance of a declared task has
 * changed, and so on. The attributes narrow the choice. Several methods may handle the
 * same event; they are called one after the other in the order given by
 * {@link Order @Order} on the method or its class.
 * <p>
 * All handlers are called on the one thread of the event loop, in the order in which the
 * events arrived, and so must not block. Delivery of status updates is at least once: a
 * handler must be idempotent.
 * <p>
 * A method that handles offers may return what to launch: a {@code TaskInfo}, an
 * {@code Offer.Operation}, an {@link OfferAnswer}, or a collection of one of them.
 *
 * @see Acknowledgement
 * @see MesosErrorHandler
 * @see MesosEventArgumentResolver
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface MesosEventHandler {

	/**
	 * Name of the handler in logs, metrics and observations.
	 * @return the name; empty for the short name of the class and the name of the method
	 */
	String id() default "";

	/**
	 * Types of events for a method with the raw {@code Event} as its only parameter that
	 * carries the event, or with none.
	 * @return the types; empty for all
	 */
	Event.Type[] types() default {};

	/**
	 * Task states for which a method that handles status updates is called.
	 * @return the states; empty for all
	 */
	TaskState[] states() default {};

	/**
	 * Reasons for which a method that handles status updates is called.
	 * @return the reasons; empty for all, and for updates without a reason
	 */
	TaskStatus.Reason[] reasons() default {};

	/**
	 * Roles for whose offers a method is called. Placeholders such as {@code ${app.role}}
	 * are resolved.
	 * @return the roles; empty for all
	 */
	String[] role() default {};

}
