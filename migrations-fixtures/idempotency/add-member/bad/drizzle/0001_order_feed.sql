ALTER PUBLICATION "order_feed" ADD TABLE "orders";
