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
 * Marks a bean method that handles events of Mesos or of declared tasks. The parameter
 * types of the method select the event: a method with an {@code Offer} parameter is
 * called for each offer, with {@code TaskStatus} for each status update, with
 * {@code MesosSubscribed} when the framework has subscribed, with
 * {@code TaskStateChanged} when an instance of a declared task has changed, and so on.
 * The attributes narrow the selection. Several methods may handle the same event; they
 * are called one after the other in the order given by {@link Order @Order} on the method
 * or its class.
 * <p>
 * All handlers are called on the single event loop thread in the order in which the
 * events arrived, so they must not block. Status updates are delivered at least once, so
 * handlers must be idempotent.
 * <p>
 * A method that handles offers may return what to launch: a {@code TaskInfo}, an
 * {@code Offer.Operation}, an {@link OfferAnswer}, or a collection of one of these types.
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
	 * The name of the handler in logs, metrics and observations.
	 * @return the name; if empty, the short class name and the method name are used
	 */
	String id() default "";

	/**
	 * The event types for a method whose only event parameter is the raw {@code Event},
	 * or that has no event parameter.
	 * @return the types; empty for all
	 */
	Event.Type[] types() default {};

	/**
	 * The task states for which a method that handles status updates is called.
	 * @return the states; empty for all
	 */
	TaskState[] states() default {};

	/**
	 * The reasons for which a method that handles status updates is called.
	 * @return the reasons; empty for all, including updates without a reason
	 */
	TaskStatus.Reason[] reasons() default {};

	/**
	 * The roles for whose offers a method is called. Placeholders such as
	 * {@code ${app.role}} are resolved.
	 * @return the roles; empty for all
	 */
	String[] role() default {};

}
